package io.slipstream.app.cli;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Setting;
import java.util.ArrayList;
import java.util.List;

/** Every setting there is: one configuration file serves all services, so each of them knows all keys. */
public final class SettingsCatalogue {
    private SettingsCatalogue() {}

    /** In the order of the documentation. */
    public static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(CommonSettings.all());
        return List.copyOf(all);
    }
}
