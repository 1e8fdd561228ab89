package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.ViewContract;

class RedshiftViewTest extends RedshiftRuns implements ViewContract {}
