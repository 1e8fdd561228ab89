package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.RunLockContract;
import dev.ashlar.contract.TwoRunsContract;

final class PostgresRunLockTest extends PostgresParties implements RunLockContract, TwoRunsContract {}
