package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.SeedFileContract;
import java.util.Locale;

class RedshiftSeedFileTest extends RedshiftFiles implements SeedFileContract {
    /** Quoted names, too: https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
    @Override
    public String kept(String header) {
        return header.toLowerCase(Locale.ROOT);
    }
}
