// What the commands have in common that a person watches: they end at the next step when asked to, say where they are,
// and name each fault as it is found.
#pragma once

#include "app/examination.h"
#include "app/progress.h"
#include "core/result.h"

namespace lumbung::app {

// From now on Ctrl-C, and what a service manager sends, is a wish that broken_off() tells of: what is under way ends,
// and leaves nothing half.
void end_kindly();
bool broken_off();

// Says why, in both languages; the exit code for it.
int refused(Problem const& problem);

// An examination that shows itself on the console until it is broken off.
Examining watched(Progress& progress);
std::function<void(Finding const&)> named_on_console(Progress& progress);

}  // namespace lumbung::app
