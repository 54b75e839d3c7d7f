import type { Config } from 'payload'
import { queuesPath } from './queues/queuesPath.ts'

/**
 * Adds what every page of the panel needs, the line of health on the dashboard, and the page of the queues with its link,
 * to whatever stands there.
 */
export const addToPanel = (admin: Config['admin']): Config['admin'] => ({
  ...admin,
  components: {
    ...admin?.components,
    providers: [...(admin?.components?.providers ?? []), 'postyard/rsc#PostyardProvider'],
    beforeDashboard: [...(admin?.components?.beforeDashboard ?? []), 'postyard/rsc#HealthLine'],
    afterNavLinks: [...(admin?.components?.afterNavLinks ?? []), 'postyard/rsc#QueuesLink'],
    views: {
      ...admin?.components?.views,
      queues: {
        Component: 'postyard/rsc#QueuesView',
        path: queuesPath,
        exact: true,
        meta: { title: 'Queues and workers' },
      },
    },
  },
})
