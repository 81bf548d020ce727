package io.slipstream.bench.speed;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends records over a raw socket of this machine and waits until all have been read: less than any broker has to do. */
final class LoopbackSocket implements Work {
    private static final int RECORDS = 2_000;

    private final ServerSocket server;
    private final Socket socket;
    private final Thread reader;
    private final byte[] record;
    private final double unitsPerRecord;

    /**
     * @param recordBytes size of a record
     * @param unitsPerRecord what a record counts as
     */
    LoopbackSocket(int recordBytes, double unitsPerRecord) {
        record = new byte[recordBytes];
        this.unitsPerRecord = unitsPerRecord;
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            socket = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket other = server.accept();
            reader = new Thread(() -> answer(other), "bench-socket");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            throw new UncheckedIOException("no socket on this machine", e);
        }
    }

    private void answer(Socket other) {
        byte[] buffer = new byte[record.length];
        try (other;
                DataInputStream in = new DataInputStream(other.getInputStream())) {
            while (true) {
                for (int i = 0; i < RECORDS; i++) {
                    in.readFully(buffer);
                }
                other.getOutputStream().write(1);
            }
        } catch (IOException e) {
            // The other end was closed: the measuring is over.
            return;
        }
    }

    @Override
    public double round() {
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (int i = 0; i < RECORDS; i++) {
                out.write(record);
            }
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the reader has gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the socket broke", e);
        }
        return RECORDS * unitsPerRecord;
    }

    @Override
    public void close() {
        try {
            socket.close();
            server.close();
            reader.join();
        } catch (IOException e) {
            throw new UncheckedIOException("the socket did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
