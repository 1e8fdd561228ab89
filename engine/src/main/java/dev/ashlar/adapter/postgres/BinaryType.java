package dev.ashlar.adapter.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.core.Oid;

/**
 * Types whose values the server takes in its own form, as their receiving functions read it (<a
 * href="https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES">Formats and Format Codes</a>):
 * whole numbers and fractions with the highest byte first, dates in days and times in microseconds since the year 2000 in UTC.
 */
enum BinaryType {
    SMALLINT {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.two(Short.toUnsignedInt((short) within(value, Short.MIN_VALUE, Short.MAX_VALUE)));
        }
    },
    INTEGER {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.four((int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
    },
    BIGINT {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.eight((Long) value);
        }
    },
    NUMERIC {
        @Override
        void put(Object value, CopyBytes bytes) {
            switch (value) {
                case BigDecimal number -> BinaryNumeric.put(number, bytes);
                case Long number -> BinaryNumeric.put(BigDecimal.valueOf(number), bytes);
                default -> BinaryNumeric.putSpecial((Double) value, bytes);
            }
        }
    },
    REAL {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.four(Float.floatToIntBits(((Double) value).floatValue()));
        }
    },
    DOUBLE_PRECISION {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.eight(Double.doubleToLongBits((Double) value));
        }
    },
    BOOLEAN {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.one((Boolean) value ? 1 : 0);
        }
    },
    TEXT {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.all(((String) value).getBytes(UTF_8));
        }
    },
    JSONB {
        private static final int VERSION = 1;

        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.one(VERSION);
            TEXT.put(value, bytes);
        }
    },
    BYTEA {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.all((byte[]) value);
        }
    },
    DATE {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.four(
                    value instanceof String word
                            ? (int) endless(word, Integer.MAX_VALUE, Integer.MIN_VALUE)
                            : Math.toIntExact(((LocalDate) value).toEpochDay() - DAYS_TO_2000));
        }
    },
    TIME {
        @Override
        void put(Object value, CopyBytes bytes) {
            LocalTime time = (LocalTime) value;
            bytes.eight(time.toSecondOfDay() * MICROS + micros(time.getNano()));
        }
    },
    TIMESTAMP {
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.eight(moment(value));
        }
    },
    TIMESTAMP_WITH_TIME_ZONE {
        /** What has no zone is UTC, as the session's zone is. */
        @Override
        void put(Object value, CopyBytes bytes) {
            bytes.eight(moment(value instanceof OffsetDateTime time ? inUtc(time) : value));
        }
    };

    private static final long MICROS = 1_000_000;
    private static final long DAYS_TO_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long SECONDS_TO_2000 = DAYS_TO_2000 * 86_400;

    /** Values as {@code WarehouseSession.load} takes them; a {@link ClassCastException} or {@link ArithmeticException} for others. */
    abstract void put(Object value, CopyBytes bytes);

    /** By the number of a type. */
    static Optional<BinaryType> of(int oid) {
        return Optional.ofNullable(
                switch (oid) {
                    case Oid.INT2 -> SMALLINT;
                    case Oid.INT4 -> INTEGER;
                    case Oid.INT8 -> BIGINT;
                    case Oid.NUMERIC -> NUMERIC;
                    case Oid.FLOAT4 -> REAL;
                    case Oid.FLOAT8 -> DOUBLE_PRECISION;
                    case Oid.BOOL -> BOOLEAN;
                    case Oid.TEXT, Oid.VARCHAR, Oid.BPCHAR, Oid.JSON -> TEXT;
                    case Oid.JSONB -> JSONB;
                    case Oid.BYTEA -> BYTEA;
                    case Oid.DATE -> DATE;
                    case Oid.TIME -> TIME;
                    case Oid.TIMESTAMP -> TIMESTAMP;
                    case Oid.TIMESTAMPTZ -> TIMESTAMP_WITH_TIME_ZONE;
                    default -> null;
                });
    }

    /** @throws SQLException as the server words it, for what is no value of the type */
    void write(Object value, CopyBytes bytes) throws SQLException {
        try {
            put(value, bytes);
        } catch (ClassCastException | ArithmeticException other) {
            String type = name().toLowerCase(Locale.ROOT).replace('_', ' ');
            throw new SQLException("invalid input syntax for type " + type + ": \"" + value + "\"", "22P02", other);
        }
    }

    private static long within(Object value, long least, long most) {
        long number = (Long) value;
        if (number < least || number > most) throw new ArithmeticException("beyond the type");
        return number;
    }

    private static long moment(Object value) {
        if (value instanceof String word) return endless(word, Long.MAX_VALUE, Long.MIN_VALUE);
        LocalDateTime time = (LocalDateTime) value;
        long seconds = time.toEpochSecond(ZoneOffset.UTC) - SECONDS_TO_2000;
        return Math.addExact(Math.multiplyExact(seconds, MICROS), micros(time.getNano()));
    }

    private static LocalDateTime inUtc(OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    /** Rounded as the server rounds a seventh digit. */
    private static long micros(int nanos) {
        return Math.round(Math.rint(nanos / 1000.0));
    }

    /** The end of time, and its beginning: words among dates. */
    private static long endless(String word, long end, long beginning) {
        return switch (word) {
            case "infinity" -> end;
            case "-infinity" -> beginning;
            default -> throw new ClassCastException("no word for a time");
        };
    }
}
