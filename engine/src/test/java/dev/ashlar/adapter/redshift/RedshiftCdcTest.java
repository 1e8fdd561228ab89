package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.CdcContract;

class RedshiftCdcTest extends RedshiftRuns implements CdcContract {}
