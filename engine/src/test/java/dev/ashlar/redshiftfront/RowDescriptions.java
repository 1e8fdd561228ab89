package dev.ashlar.redshiftfront;

import dev.ashlar.wire.Message;

/** The types of a result as Redshift names them: SUPER for what is jsonb here, varchar for what is text. */
final class RowDescriptions {
    static final int SUPER = 4000;
    static final int JSONB = 3802;
    private static final int JSON = 114;
    private static final int TEXT = 25;
    private static final int VARCHAR = 1043;
    /** A varchar of 65,535 bytes; the four are the length of the length. */
    private static final int WIDEST = 65_535 + 4;

    private RowDescriptions() {}

    static Message edited(Message description) {
        Message.Fields fields = description.fields();
        int columns = fields.int16();
        Message.Builder edited = Message.of('T').int16(columns);
        for (int i = 0; i < columns; i++) {
            edited.string(fields.string()).int32(fields.int32()).int16(fields.int16());
            int type = fields.int32();
            int size = fields.int16();
            int modifier = fields.int32();
            switch (type) {
                case JSON, JSONB -> edited.int32(SUPER).int16(size).int32(modifier);
                case TEXT -> edited.int32(VARCHAR).int16(size).int32(WIDEST);
                case VARCHAR -> edited.int32(VARCHAR).int16(size).int32(modifier < 0 ? WIDEST : modifier);
                default -> edited.int32(type).int16(size).int32(modifier);
            }
            edited.int16(fields.int16());
        }
        return edited.build();
    }
}
