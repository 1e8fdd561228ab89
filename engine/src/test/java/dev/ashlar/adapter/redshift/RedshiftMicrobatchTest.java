package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.MicrobatchContract;

class RedshiftMicrobatchTest extends RedshiftRuns implements MicrobatchContract {}
