import type { TaskHandler, WorkflowHandler } from 'payload'

type Handler = TaskHandler<{ input: object; output: object }>

/** Handlers that a config names by their path. */
export const named: Handler = ({ input }) => ({ output: { by: 'named', input } })

export const workflow: WorkflowHandler = async ({ job, tasks }) => {
  await tasks.named!('1', { input: job.input as never })
  await tasks.byDefault!('2', { input: {} })
}

const byDefault: Handler = () => ({ output: { by: 'default' } })

export default byDefault
