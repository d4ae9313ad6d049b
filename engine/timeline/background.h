#pragma once
// Threads that work in the background.

namespace backstep {

// From now on the calling thread, and those that it starts, give way to all others that have something to do: to the
// thread that draws, above all. With nothing else to do, they are as fast as ever. Nothing where the system has no
// priorities of threads.
void give_way();

}  // namespace backstep
