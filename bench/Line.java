import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A long line to a server: a relay that hands on every byte late, half of the round trip each way, in order. {@code java
 * bench/Line.java HOST PORT MILLISECONDS}; prints the port to connect to, and goes on until it is ended.
 */
final class Line {
    private static final byte[] END = {};

    /** @param due when to hand it on, by {@link System#nanoTime} */
    private record Chunk(byte[] bytes, long due) {}

    private Line() {}

    public static void main(String[] arguments) throws IOException {
        String host = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        long late = Math.round(Double.parseDouble(arguments[2]) * 500_000);
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PrintStream out = System.out;
            out.println(listening.getLocalPort());
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                handOn(client, server, late);
                handOn(server, client, late);
            }
        }
    }

    private static void handOn(Socket from, Socket to, long late) {
        BlockingQueue<Chunk> under = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> {
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = from.getInputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    under.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + late));
                }
            } catch (IOException ended) {
                // the other end hears of it below
            }
            under.add(new Chunk(END, System.nanoTime() + late));
        });
        Thread.ofPlatform().daemon().start(() -> {
            try (OutputStream out = to.getOutputStream()) {
                for (Chunk next = under.take(); next.bytes() != END; next = under.take()) {
                    for (long left = next.due() - System.nanoTime(); left > 0; left = next.due() - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(next.bytes());
                }
            } catch (IOException | InterruptedException ended) {
                // nobody is left to hand anything to
            }
        });
    }
}
