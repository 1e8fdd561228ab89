package dev.ashlar.wire;

/** What an ErrorResponse says: five characters of SQLState, one line of text, and the detail where there is one. */
public record ServerError(String sqlState, String message, String detail) {
    public ServerError {
        if (sqlState.length() != 5) throw new IllegalArgumentException("Not an SQLState: " + sqlState);
    }

    public static ServerError of(String sqlState, String message) {
        return new ServerError(sqlState, message, "");
    }

    public static ServerError of(Message response) {
        Message.Fields fields = response.fields();
        String state = "XX000";
        String message = "";
        String detail = "";
        for (char field = fields.letter(); field != 0; field = fields.letter()) {
            String value = fields.string();
            switch (field) {
                case 'C' -> state = value;
                case 'M' -> message = value;
                case 'D' -> detail = value;
                default -> {} // severity, position, file and line
            }
        }
        return new ServerError(state, message, detail);
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
