/**
 * The order in which jobs are claimed, where the application names none: as they fall due.
 * Known by identity. To a Payload without this plugin it means what is Payload's own default.
 */
export const dueOrder: string[] = ['createdAt']

/** The plugin's own order, as `jobs.processingOrder` takes it. */
export const inDueOrder = (): string[] => dueOrder
