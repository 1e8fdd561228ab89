package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.PublicationContract;

class RedshiftPublicationTest extends RedshiftRuns implements PublicationContract {}
