#pragma once
// The values of watched expressions where the session is, ready to be shown.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

struct WatchView {
    std::string text;    // "norm(dW[1])"
    std::string now;     // "0.1234", "yes"; "not yet" if what it reads has not come in this step
    std::string before;  // at the end of the step before; "–" if there is none
    std::optional<double> now_number = {}, before_number = {};  // the same, of what is a number
};

// Keeps them until something has changed: a step before may have to be recorded again for them.
class WatchViews {
public:
    // Of a session with timelines.
    const std::vector<WatchView>& read(const Session& session);

private:
    std::shared_ptr<const Trace> recorded(const Session& session, long step);

    std::vector<std::shared_ptr<const Watch>> watches_;
    std::shared_ptr<const Timeline> timeline_;
    std::shared_ptr<const Trace> trace_;
    int position_ = -1;
    long trained_ = -1;
    std::vector<WatchView> views_;
    struct Kept {
        long step = 0;
        std::shared_ptr<const Trace> trace;
    };
    std::vector<Kept> kept_;  // of that timeline
};

}  // namespace backstep
