package io.slipstream.learner.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest steps of all streams, in flat arrays allocated once. Steps lie in blocks of {@value #BLOCK}; a block belongs
 * to one stream and points to the block that continues it. When the window is full the oldest block makes room. Owned by
 * one thread.
 *
 * <p>Sampling addresses blocks by age, not by place, so that a window rebuilt by the same appends gives the same batches.
 */
public final class ReplayWindow {
    /** Steps a block holds. */
    static final int BLOCK = 32;

    private static final int NONE = -1;
    private static final int TRIES = 64;

    private final int observationSize;
    private final int blocks;
    private final float[] observations;
    private final int[] actions;
    private final float[] rewards;
    private final byte[] flags;
    private final int[] filled;
    private final int[] next;
    private final @Nullable String[] owner;
    private final Map<String, Integer> open = new HashMap<>();

    private long allocated;
    private long steps;
    private long appended;

    /**
     * @param observationSize floats of one observation
     * @param capacitySteps steps to hold, rounded up to whole blocks
     * @throws IllegalArgumentException if a size is not positive or the window would not fit an array
     */
    public ReplayWindow(int observationSize, long capacitySteps) {
        if (observationSize <= 0 || capacitySteps <= 0) {
            throw new IllegalArgumentException("observation size and capacity must be positive, were " + observationSize
                    + " and " + capacitySteps);
        }
        long wanted = (capacitySteps + BLOCK - 1) / BLOCK;
        if (wanted > (Integer.MAX_VALUE - 8) / ((long) BLOCK * observationSize)) {
            throw new IllegalArgumentException("a replay window of " + capacitySteps + " steps of " + observationSize
                    + " floats does not fit one array; lower the capacity");
        }
        this.observationSize = observationSize;
        blocks = (int) wanted;
        observations = new float[blocks * BLOCK * observationSize];
        actions = new int[blocks * BLOCK];
        rewards = new float[blocks * BLOCK];
        flags = new byte[blocks * BLOCK];
        filled = new int[blocks];
        next = new int[blocks];
        owner = new @Nullable String[blocks];
        Arrays.fill(next, NONE);
    }

    /**
     * Appends entries that continue the stream's last ones. The arrays may be longer than needed.
     *
     * @param stream names environment and epoch
     * @param count entries to take from the front of the arrays
     * @param newObservations [count, observation size]
     * @param newActions [count]
     * @param newRewards [count]
     * @param newFlags [count]
     * @throws IllegalArgumentException if an array is too short
     */
    public void append(
            String stream, int count, float[] newObservations, int[] newActions, float[] newRewards, byte[] newFlags) {
        if (count < 0
                || newObservations.length < (long) count * observationSize
                || newActions.length < count
                || newRewards.length < count
                || newFlags.length < count) {
            throw new IllegalArgumentException("arrays are shorter than the " + count + " steps to append");
        }
        int from = 0;
        while (from < count) {
            int block = blockWithRoom(stream);
            int room = Math.min(BLOCK - filled[block], count - from);
            int at = block * BLOCK + filled[block];
            System.arraycopy(
                    newObservations,
                    from * observationSize,
                    observations,
                    at * observationSize,
                    room * observationSize);
            System.arraycopy(newActions, from, actions, at, room);
            System.arraycopy(newRewards, from, rewards, at, room);
            System.arraycopy(newFlags, from, flags, at, room);
            filled[block] += room;
            steps += room;
            from += room;
        }
        appended += count;
    }

    /** Breaks a stream: what is appended next does not continue what is there. For a hole in the log. */
    public void cut(String stream) {
        open.remove(stream);
    }

    /** Steps held now. */
    public long steps() {
        return steps;
    }

    /** Steps appended since construction. */
    public long appended() {
        return appended;
    }

    /** Steps the window can hold. */
    public long capacity() {
        return (long) blocks * BLOCK;
    }

    /** Forgets every step. */
    public void clear() {
        Arrays.fill(filled, 0);
        Arrays.fill(next, NONE);
        Arrays.fill(owner, null);
        open.clear();
        allocated = 0;
        steps = 0;
    }

    /** Start positions from which {@code length} contiguous steps can be read. */
    public long starts(int length) {
        return starts(length, live());
    }

    /** The same without the newest steps: in blocks that hold none of so many that came last. */
    public long startsBut(long newest, int length) {
        return starts(length, blocksBut(newest));
    }

    private long starts(int length, int ages) {
        long total = 0;
        for (int age = 0; age < ages; age++) {
            total += startsIn(place(age), length);
        }
        return total;
    }

    /**
     * Draws sequences uniformly, with replacement, over all start positions that have {@code length} contiguous steps. A
     * sequence may run over the end of an episode; its flags tell.
     *
     * @throws IllegalStateException if the window holds no such sequence
     */
    public SequenceBatch sample(int batch, int length, SamplerRandom random) {
        return sample(batch, length, random, live());
    }

    /**
     * The same over start positions in blocks that hold none of the newest steps alone.
     *
     * @param newest how many steps are left out, those that came last
     * @throws IllegalStateException if there is no such sequence
     */
    public SequenceBatch sampleBut(long newest, int batch, int length, SamplerRandom random) {
        return sample(batch, length, random, blocksBut(newest));
    }

    private SequenceBatch sample(int batch, int length, SamplerRandom random, int ages) {
        int total = Math.multiplyExact(batch, length);
        SequenceBatch drawn = new SequenceBatch(
                batch,
                length,
                new float[Math.multiplyExact(total, observationSize)],
                new int[total],
                new float[total],
                new byte[total]);
        for (int row = 0; row < batch; row++) {
            copy(draw(length, random, ages), drawn, row * length);
        }
        return drawn;
    }

    /** Writes everything held, so that {@link #load} makes an equal window. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(observationSize);
        out.writeInt(blocks);
        out.writeLong(allocated);
        out.writeLong(appended);
        for (int block = 0; block < live(); block++) {
            String stream = owner[block];
            out.writeUTF(stream == null ? "" : stream);
            out.writeBoolean(stream != null && Integer.valueOf(block).equals(open.get(stream)));
            out.writeInt(next[block]);
            out.writeInt(filled[block]);
            for (int at = block * BLOCK; at < block * BLOCK + filled[block]; at++) {
                saveStep(out, at);
            }
        }
    }

    private void saveStep(DataOutput out, int at) throws IOException {
        for (int i = at * observationSize; i < (at + 1) * observationSize; i++) {
            out.writeFloat(observations[i]);
        }
        out.writeInt(actions[at]);
        out.writeFloat(rewards[at]);
        out.writeByte(flags[at]);
    }

    /**
     * Takes what a window of the same size wrote, in place of what is held.
     *
     * @throws IllegalArgumentException if it was of another size
     */
    public void load(DataInput in) throws IOException {
        if (in.readInt() != observationSize || in.readInt() != blocks) {
            throw new IllegalArgumentException("the saved replay window has another size than this one");
        }
        clear();
        allocated = in.readLong();
        appended = in.readLong();
        for (int block = 0; block < live(); block++) {
            String stream = in.readUTF();
            owner[block] = stream.isEmpty() ? null : stream;
            if (in.readBoolean()) {
                open.put(stream, block);
            }
            next[block] = in.readInt();
            filled[block] = in.readInt();
            steps += filled[block];
            for (int at = block * BLOCK; at < block * BLOCK + filled[block]; at++) {
                loadStep(in, at);
            }
        }
    }

    private void loadStep(DataInput in, int at) throws IOException {
        for (int i = at * observationSize; i < (at + 1) * observationSize; i++) {
            observations[i] = in.readFloat();
        }
        actions[at] = in.readInt();
        rewards[at] = in.readFloat();
        flags[at] = in.readByte();
    }

    private int blockWithRoom(String stream) {
        Integer current = open.get(stream);
        if (current != null && filled[current] < BLOCK) {
            return current;
        }
        int block = (int) (allocated % blocks);
        evict(block);
        allocated++;
        owner[block] = stream;
        // The block just evicted may have been the stream's own.
        Integer previous = open.put(stream, block);
        if (previous != null && previous != block) {
            next[previous] = block;
        }
        return block;
    }

    private void evict(int block) {
        String stream = owner[block];
        if (stream == null) {
            return;
        }
        steps -= filled[block];
        filled[block] = 0;
        next[block] = NONE;
        open.remove(stream, block);
    }

    private int live() {
        return (int) Math.min(allocated, blocks);
    }

    /** The oldest blocks, down to the one before those that the newest steps lie in. */
    private int blocksBut(long newest) {
        int ages = live();
        for (long left = newest; left > 0 && ages > 0; ages--) {
            left -= filled[place(ages - 1)];
        }
        return ages;
    }

    private int place(long age) {
        long oldest = Math.max(0, allocated - blocks);
        return (int) ((oldest + age) % blocks);
    }

    private int startsIn(int block, int length) {
        int ahead = 0;
        for (int b = block; b != NONE && ahead < length + BLOCK; b = next[b]) {
            ahead += filled[b];
        }
        return Math.max(0, Math.min(filled[block], ahead - length + 1));
    }

    /** Rejection is quick in a window with few gaps; counting finds the rare start in one that has many. */
    private int draw(int length, SamplerRandom random, int ages) {
        for (int attempt = 0; attempt < TRIES && ages > 0; attempt++) {
            long position = random.nextLong((long) ages * BLOCK);
            int block = place(position / BLOCK);
            int offset = (int) (position % BLOCK);
            if (offset < startsIn(block, length)) {
                return block * BLOCK + offset;
            }
        }
        return drawByCounting(length, random, ages);
    }

    private int drawByCounting(int length, SamplerRandom random, int ages) {
        long total = starts(length, ages);
        if (total == 0) {
            throw new IllegalStateException(
                    "the replay window holds " + steps + " steps but no " + length + " contiguous ones");
        }
        long chosen = random.nextLong(total);
        for (int age = 0; age < ages; age++) {
            int block = place(age);
            int here = startsIn(block, length);
            if (chosen < here) {
                return block * BLOCK + (int) chosen;
            }
            chosen -= here;
        }
        throw new AssertionError("start counts changed while sampling");
    }

    private void copy(int position, SequenceBatch drawn, int to) {
        int block = position / BLOCK;
        int offset = position % BLOCK;
        int left = drawn.length();
        int target = to;
        while (left > 0) {
            int count = Math.min(left, filled[block] - offset);
            int at = block * BLOCK + offset;
            System.arraycopy(
                    observations,
                    at * observationSize,
                    drawn.observations(),
                    target * observationSize,
                    count * observationSize);
            System.arraycopy(actions, at, drawn.actions(), target, count);
            System.arraycopy(rewards, at, drawn.rewards(), target, count);
            System.arraycopy(flags, at, drawn.flags(), target, count);
            target += count;
            left -= count;
            offset = 0;
            block = next[block];
        }
    }
}
