#pragma once
// A network of one's own on images of one's own, as a lesson: the one step function that all lessons train with,
// stepped and trained as in any of them.

#include "viewer/model/session.h"

namespace backstep {

// Of the slug of such a lesson, "00_own_9ae0…46c1": the rest tells one network and its images from others.
bool is_own(const std::string& slug);

// Lesson 0. Its knobs are the settings; those that cannot change in a training that has begun have one value only. It
// has no images of its own yet, and no slug.
Lesson own_lesson(const TrainOptions& options);
// The settings as the knobs of such a lesson stand.
TrainOptions options_of(const Knobs& knobs);

// Opens it, in place of one that was opened before. Throws InputError for settings that are no network, a folder
// without images, or images that do not fit; then nothing has changed.
void open_own(Session& session, const OpenOwn& action);

// The same in two parts, for whoever must not wait for the disk: a thread reads the images, and session.changed tells
// when it has; the first look after that opens the network, or throws what reading threw. Who begins anew, or leaves,
// takes no notice of what is read then. Settings that are no network are refused at once.
void begin_own(Session& session, const BeginOwn& action);
void look_at_own(Session& session);

}  // namespace backstep
