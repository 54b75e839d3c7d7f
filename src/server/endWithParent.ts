// Loaded first in every process that `npm start` starts. When that one is gone, however it ended,
// the channel to it closes, and this process must not live on alone: the next start would find its
// port taken, or two workers where it asked for one.

// Its own children (Next forks some) inherit this module and have a channel of their own: not theirs
// to watch.
if (process.connected && process.env.POSTYARD_PARENT === String(process.ppid)) {
  process.once('disconnect', () => {
    // The way out that each process has anyway: it finishes what it holds.
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 10_000).unref()
  })
  // Listening for its end must not keep a process alive that has nothing left to do.
  process.channel?.unref()
}
