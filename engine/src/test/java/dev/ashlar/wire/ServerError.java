package dev.ashlar.wire;

/**
 * What an ErrorResponse says: five characters of SQLState and one line of text; the rest may be empty.
 *
 * @param where in which statement, and in which line of a COPY
 * @param constraint that was violated
 */
public record ServerError(String sqlState, String message, String detail, String where, String constraint) {
    public ServerError {
        if (sqlState.length() != 5) throw new IllegalArgumentException("Not an SQLState: " + sqlState);
    }

    public static ServerError of(String sqlState, String message) {
        return new ServerError(sqlState, message, "", "", "");
    }

    public static ServerError of(Message response) {
        Message.Fields fields = response.fields();
        String state = "XX000";
        String message = "";
        String detail = "";
        String where = "";
        String constraint = "";
        for (char field = fields.letter(); field != 0; field = fields.letter()) {
            String value = fields.string();
            switch (field) {
                case 'C' -> state = value;
                case 'M' -> message = value;
                case 'D' -> detail = value;
                case 'W' -> where = value;
                case 'n' -> constraint = value;
                default -> {} // severity, position, file and line
            }
        }
        return new ServerError(state, message, detail, where, constraint);
    }

    public Message response() {
        Message.Builder response = Message.of('E')
                .letter('S')
                .string("ERROR")
                .letter('C')
                .string(sqlState)
                .letter('M')
                .string(message);
        if (!detail.isEmpty()) response.letter('D').string(detail);
        return response.letter('\0').build();
    }
}
