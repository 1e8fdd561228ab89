package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.CustomContract;

class RedshiftCustomTest extends RedshiftRuns implements CustomContract {}
