/**
 * A proxy for the Postgres protocol, version 3.0: it counts and records the statements that pass, and cuts, fails or holds
 * them where a test asks. {@link dev.ashlar.wire.CuttingProxy} stands before a plain Postgres; the Redshift front is the same proxy with
 * another {@link dev.ashlar.wire.Translation}.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html">Postgres: message flow</a>
 */
package dev.ashlar.wire;
