package dev.ashlar.plan;

/** Who makes a text that is loaded a value of its column's type. */
public enum Typing {
    /** Nobody need do so: every value is one of its column's type. */
    BY_COLUMN,
    /** A text may stand for a value of any type, as the engine reads it. */
    BY_ENGINE
}
