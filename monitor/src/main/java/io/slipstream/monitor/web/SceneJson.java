package io.slipstream.monitor.web;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.schemas.avro.Tensor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Scenes as the page draws them: centimetres are enough for a picture, and a pose is x, y, heading. */
final class SceneJson {
    private static final double CENTIMETRE = 100;
    private static final double MILLIRADIAN = 1000;
    private static final int POSE = 5;

    private SceneJson() {}

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
                .put("cars", frames(scene.getCars()))
                .put("ttc", points(scene.getTimeToCollision()))
                .put("lights", lights(scene.getLights()))
                .put("imaginedEgo", track(scene.getImaginedEgo()))
                .put("imaginedCars", frames(scene.getImaginedCars()))
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
        for (int at = 0; at < poses.length; at += POSE) {
            array.add(pose(poses, at).add(rounded(poses[at + 4], CENTIMETRE)));
        }
        return array;
    }

    /** [T, C, 5] as T lists of x, y, heading of the cars that are there, null for the others. */
    private static JsonArray frames(Tensor tensor) {
        JsonArray array = new JsonArray();
        float[] poses = Tensors.floats(tensor);
        int cars = tensor.getShape().get(1);
        for (int t = 0; t < tensor.getShape().get(0); t++) {
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
