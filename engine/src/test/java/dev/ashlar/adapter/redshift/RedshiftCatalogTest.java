package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.CatalogContract;

class RedshiftCatalogTest extends RedshiftEngine implements CatalogContract {}
