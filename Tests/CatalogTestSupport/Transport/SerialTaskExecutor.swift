import Dispatch

/// Runs the tasks of a test one after the other, in the order in which they become ready.
///
/// With a ``VirtualClock`` time passes as soon as a task sleeps: where tasks run side by side on a busy machine, one that was
/// let through before a pause may send long after it. Here each goes on in its turn.
package final class SerialTaskExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "SerialTaskExecutor")

  package init() {}

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
