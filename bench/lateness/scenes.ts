/** What happens in a run, one after another. The name stands in the text of each of its posts. */
export const scenes = ['warm', 'burst', 'spread', 'flood', 'suspend', 'hang'] as const

export type Scene = (typeof scenes)[number]

/** Deliveries that are a disturbance stand under a name of their own: those of the flood, and those to a receiver that fails. */
export type Part = Scene | 'flooding' | 'failing'

/**
 * So long before the scene its receiver begins to fail, in ms: it is suspended at once, for a minute, and what was held
 * until then wakes in the middle of the scene.
 */
export const failingMs = 45_000

/** Deliveries of the first scene, which is not measured: all of a run's code has been run once then. */
export const warmSeconds = 10

/** When the scenes of a run begin, if the burst, like the tick, is on this full minute. */
export const timesOf = (args: { minute: Date; seconds: number }): Record<Scene, Date> => {
  const afterBurst = (ms: number) => new Date(args.minute.getTime() + ms)
  const sceneMs = args.seconds * 1000
  return {
    warm: afterBurst(-20_000),
    burst: args.minute,
    // What is left to do of the burst by then would flatter the scenes that are compared with this one.
    spread: afterBurst(40_000),
    flood: afterBurst(50_000 + sceneMs),
    // What is left of the flood has gone out before the receiver begins to fail.
    suspend: afterBurst(60_000 + failingMs + 2 * sceneMs),
    // Last: what hung is looked into for minutes.
    hang: afterBurst(75_000 + failingMs + 3 * sceneMs),
  }
}

/** The organisation whose deliveries are the flood, the one whose receiver fails, and the one that hangs. */
export const flooding = 0
export const failing = 5
export const hanging = 9
