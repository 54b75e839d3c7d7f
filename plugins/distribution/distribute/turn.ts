/** When a delivery goes out again, and when it is looked at for that. */
export type Turn = { at: Date; wakeAt: Date }
