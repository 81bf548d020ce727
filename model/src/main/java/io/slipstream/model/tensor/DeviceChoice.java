package io.slipstream.model.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;

/**
 * Where tensors live and are computed: the CPU, an NVIDIA GPU, or a GPU where there is one.
 *
 * @param kind which of them
 * @param index which GPU, counted from 0 as CUDA counts them; 0 for the others
 */
public record DeviceChoice(Kind kind, int index) {
    /** A GPU where there is one, else the CPU. */
    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

    /** The CPU, whatever else there is. */
    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    private static final String GPU = "gpu";

    /** What can be asked for. */
    public enum Kind {
        AUTO,
        CPU,
        GPU
    }

    /** A GPU, which has to be there. */
    public static DeviceChoice gpu(int index) {
        return new DeviceChoice(Kind.GPU, index);
    }

    /**
     * From {@code auto}, {@code cpu}, {@code gpu} (the first) or {@code gpu:N}.
     *
     * @throws IllegalArgumentException with the reason when it is none of them
     */
    public static DeviceChoice parse(String text) {
        if (text.matches("gpu:[0-9]{1,3}")) {
            return gpu(Integer.parseInt(text.substring(GPU.length() + 1)));
        }
        return switch (text) {
            case "auto" -> AUTO;
            case "cpu" -> CPU;
            case GPU -> gpu(0);
            default -> throw new IllegalArgumentException("has to be auto, cpu, gpu or gpu:N");
        };
    }

    /** The text that parses back to it. */
    public String text() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case GPU -> GPU + ":" + index;
        };
    }

    /**
     * Sees whether it can be had on this machine.
     *
     * @param setting key of the setting that asked for it
     * @return the device that it is here, in words
     * @throws DeviceUnavailableException if a GPU is asked for that is not there, with what to do
     */
    public String require(String setting) {
        try {
            return device(here()).toString();
        } catch (DeviceUnavailableException e) {
            throw new DeviceUnavailableException(setting + " is " + text() + ", but " + e.getMessage());
        }
    }

    /**
     * Whether it is a GPU on this machine.
     *
     * @throws DeviceUnavailableException if a GPU is asked for that is not there
     */
    public boolean isGpu() {
        return kind != Kind.CPU && device().isGpu();
    }

    /** The device that it is here. */
    Device device() {
        // The engine looks for GPUs once; a session is loaded while an actor drives.
        return kind == Kind.AUTO ? Engine.getEngine("PyTorch").defaultDevice() : device(here());
    }

    /** The device that it is where there are these GPUs. */
    Device device(Gpus gpus) {
        if (kind == Kind.CPU || (kind == Kind.AUTO && !gpus.usable())) {
            return Device.cpu();
        }
        if (!gpus.usable()) {
            throw new DeviceUnavailableException(gpus.trouble());
        }
        if (index >= gpus.count()) {
            throw new DeviceUnavailableException(
                    "the GPUs here are gpu:0 to gpu:" + (gpus.count() - 1) + "; choose one of them, or auto");
        }
        return Device.gpu(index);
    }

    /** The CPU alone is asked for without looking for GPUs. */
    private Gpus here() {
        return kind == Kind.CPU ? Gpus.NONE : Gpus.here();
    }
}
