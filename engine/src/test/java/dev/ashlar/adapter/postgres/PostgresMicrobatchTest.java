package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.MicrobatchContract;

final class PostgresMicrobatchTest extends PostgresRuns implements MicrobatchContract {}
