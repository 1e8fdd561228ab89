package dev.ashlar.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One message: its type letter and its body without the length. */
public final class Message {
    private final char type;
    private final byte[] body;

    public Message(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    public static Message read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        int length = in.readInt() - Integer.BYTES;
        byte[] body = in.readNBytes(length);
        if (body.length < length) throw new IOException("The connection ended inside a message of type " + type);
        return new Message(type, body);
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
    }

    public char type() {
        return type;
    }

    public int length() {
        return body.length;
    }

    public Fields fields() {
        return new Fields(ByteBuffer.wrap(body));
    }

    public static Builder of(char type) {
        return new Builder(type);
    }

    /** Reads a body from its start. */
    public static final class Fields {
        private final ByteBuffer body;

        Fields(ByteBuffer body) {
            this.body = body;
        }

        public String string() {
            int from = body.position();
            while (body.get() != 0) {
                // to the end of the text
            }
            return new String(body.array(), from, body.position() - 1 - from, UTF_8);
        }

        public int int32() {
            return body.getInt();
        }

        public short int16() {
            return body.getShort();
        }

        public char letter() {
            return (char) body.get();
        }

        public byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            body.get(bytes);
            return bytes;
        }

        public byte[] rest() {
            return bytes(body.remaining());
        }

        public boolean atEnd() {
            return !body.hasRemaining();
        }
    }

    /** Builds a body field by field. */
    public static final class Builder {
        private final char type;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Builder(char type) {
            this.type = type;
        }

        public Builder string(String text) {
            body.writeBytes(text.getBytes(UTF_8));
            body.write(0);
            return this;
        }

        public Builder int32(int value) {
            body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
            return this;
        }

        public Builder int16(int value) {
            body.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) value).array());
            return this;
        }

        public Builder letter(char value) {
            body.write(value);
            return this;
        }

        public Builder bytes(byte[] bytes) {
            body.writeBytes(bytes);
            return this;
        }

        public Message build() {
            return new Message(type, body.toByteArray());
        }

        byte[] body() {
            return body.toByteArray();
        }
    }
}
