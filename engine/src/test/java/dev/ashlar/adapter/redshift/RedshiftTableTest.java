package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.TableContract;

class RedshiftTableTest extends RedshiftRuns implements TableContract {}
