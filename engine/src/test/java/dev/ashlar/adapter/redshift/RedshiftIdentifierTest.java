package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.IdentifierContract;

class RedshiftIdentifierTest extends RedshiftEngine implements IdentifierContract {}
