package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.ConfiguredNamesContract;

class RedshiftConfiguredNamesTest extends RedshiftRuns implements ConfiguredNamesContract {}
