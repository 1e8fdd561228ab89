package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.BoundViewContract;

final class RedshiftBoundViewTest extends RedshiftRuns implements BoundViewContract {}
