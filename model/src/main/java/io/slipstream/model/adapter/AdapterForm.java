package io.slipstream.model.adapter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What an update of one network is made of. Together with the base and the adapter's numbers it says all there is to say about the
 * update; it travels with them as JSON, under the name in {@code form}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "form")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LowRankForm.class, name = "lora"),
    @JsonSubTypes.Type(value = NolaForm.class, name = "nola"),
    @JsonSubTypes.Type(value = MixtureForm.class, name = "mixture"),
    @JsonSubTypes.Type(value = JointForm.class, name = "joint")
})
public sealed interface AdapterForm permits LowRankForm, NolaForm, MixtureForm, JointForm {}
