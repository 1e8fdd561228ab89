package dev.ashlar.adapter.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.Field;

/**
 * Rows as the server holds them: it need not read numbers and dates from texts, which is most of what COPY costs it. For types
 * of which {@link BinaryType} knows the form.
 */
final class CopyBinary implements CopyFormat {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;

    private final CopyBytes bytes;
    private final List<BinaryType> types;

    private CopyBinary(CopyBytes bytes, List<BinaryType> types) {
        this.bytes = bytes;
        this.types = types;
    }

    /** Empty where the form of a column's type is not known. */
    static Optional<CopyBinary> of(CopyBytes bytes, List<Field> columns) {
        List<BinaryType> types = new ArrayList<>(columns.size());
        for (Field column : columns) {
            Optional<BinaryType> type = BinaryType.of(column.getOID());
            if (type.isEmpty()) return Optional.empty();
            types.add(type.get());
        }
        return Optional.of(new CopyBinary(bytes, types));
    }

    @Override
    public String option() {
        return " with (format binary)";
    }

    /** The signature, no flags, no extension. */
    @Override
    public void open() {
        bytes.all(SIGNATURE);
        bytes.eight(0);
    }

    @Override
    public void before(int column) {
        if (column == 0) bytes.two(types.size());
    }

    @Override
    public void value(int column, Object value) throws SQLException {
        if (value == null) {
            bytes.four(NULL);
            return;
        }
        int length = bytes.room(4);
        types.get(column).write(value, bytes);
        bytes.four(length, bytes.size() - length - 4);
    }

    @Override
    public void endOfRow() {}

    @Override
    public void close() {
        bytes.two(END);
    }
}
