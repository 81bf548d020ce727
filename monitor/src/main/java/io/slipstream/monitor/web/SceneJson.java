package io.slipstream.monitor.web;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.schemas.avro.Tensor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Scenes as the page draws them: centimetres are enough for a picture, and a pose is x, y, heading. */
final class SceneJson {
    private static final double CENTIMETRE = 100;
    private static final double MILLIRADIAN = 1000;
    private static final int POSE = 5;

    private SceneJson() {}

    /**
     * A scene.
     *
     * @throws IllegalArgumentException if its tensors are not of the shapes that the schema names
     */
    static JsonObject of(Scene scene) {
        JsonArray lanes = new JsonArray();
        scene.getLanes().forEach(lane -> lanes.add(points(lane)));
        return new JsonObject()
                .put("type", PageRecords.SCENE)
                .put("actor", scene.getActor())
                .put("environment", scene.getEnvironment())
                .put("episode", scene.getEpisode())
                .put("tick", scene.getTick())
                .put("task", scene.getTask())
                .put("version", scene.getModelVersion())
                .put("lanes", lanes)
                .put("route", points(scene.getRoute()))
                .put("stop", scene.getStop() == null ? null : points(scene.getStop()))
                .put("ego", track(scene.getEgo()))
                .put("cars", frames(scene.getCars(), scene.getEgo()))
                .put("ttc", points(scene.getTimeToCollision()))
                .put("lights", lights(scene.getLights()))
                .put("imaginedEgo", track(scene.getImaginedEgo()))
                .put("imaginedCars", frames(scene.getImaginedCars(), scene.getImaginedEgo()))
                .put(
                        "outcome",
                        scene.getOutcome() == null ? null : scene.getOutcome().name())
                .put("at", scene.getCreatedAt().toEpochMilli());
    }

    private static JsonArray points(Tensor tensor) {
        JsonArray array = new JsonArray();
        for (float value : Tensors.floats(tensor)) {
            array.add(rounded(value, CENTIMETRE));
        }
        return array;
    }

    private static JsonArray lights(Tensor tensor) {
        JsonArray array = new JsonArray();
        for (int light : Tensors.unsigned(tensor)) {
            array.add(light);
        }
        return array;
    }

    /** [T, 5] as T times x, y, heading, speed. */
    private static JsonArray track(Tensor tensor) {
        JsonArray array = new JsonArray();
        float[] poses = Tensors.floats(tensor);
        require(tensor, poses.length / POSE, POSE);
        for (int at = 0; at < poses.length; at += POSE) {
            array.add(pose(poses, at).add(rounded(poses[at + 4], CENTIMETRE)));
        }
        return array;
    }

    /** [T, C, 5] as T lists of x, y, heading of the cars that are there, null for the others; as many as the ego's track has. */
    private static JsonArray frames(Tensor tensor, Tensor ego) {
        JsonArray array = new JsonArray();
        float[] poses = Tensors.floats(tensor);
        // Without cars any number of frames takes no bytes: the track says how many there are.
        int times = ego.getShape().get(0);
        int cars = times == 0 ? 0 : poses.length / (times * POSE);
        require(tensor, times, cars, POSE);
        for (int t = 0; t < times; t++) {
            JsonArray frame = new JsonArray();
            for (int car = 0; car < cars; car++) {
                int at = (t * cars + car) * POSE;
                if (poses[at + 4] > 0) {
                    frame.add(pose(poses, at));
                } else {
                    frame.addNull();
                }
            }
            array.add(frame);
        }
        return array;
    }

    private static void require(Tensor tensor, Integer... shape) {
        if (!tensor.getShape().equals(List.of(shape))) {
            throw new IllegalArgumentException(
                    "a tensor of the scene is of shape " + tensor.getShape() + " instead of " + List.of(shape));
        }
    }

    private static JsonArray pose(float[] poses, int at) {
        return new JsonArray()
                .add(rounded(poses[at], CENTIMETRE))
                .add(rounded(poses[at + 1], CENTIMETRE))
                .add(rounded(Math.atan2(poses[at + 3], poses[at + 2]), MILLIRADIAN));
    }

    private static double rounded(double value, double per) {
        return Math.round(value * per) / per;
    }
}
