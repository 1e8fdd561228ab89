package dev.ashlar.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one database, with the settings that a session starts with. */
public interface ConnectionSource {
    Connection connect() throws SQLException;
}
