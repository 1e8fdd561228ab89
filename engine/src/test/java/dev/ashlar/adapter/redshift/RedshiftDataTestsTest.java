package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.DataTestContract;

class RedshiftDataTestsTest extends RedshiftRuns implements DataTestContract {}
