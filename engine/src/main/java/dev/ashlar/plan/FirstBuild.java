package dev.ashlar.plan;

/** Builds the whole of an incremental model: the first time, and when it is rebuilt. */
interface FirstBuild {
    Plan begin();

    /** After a plan that asked for a shape. */
    Plan proceed(Shape shape);
}
