import type { Config } from 'payload'
import { peoplePath, peopleTitle } from './assist/peoplePath.ts'
import { queuesPath } from './queues/queuesPath.ts'

/**
 * Adds what every page of the panel needs, the line of health on the dashboard, and the pages of those who post by phone
 * and of the queues with their links, to whatever stands there.
 */
export const addToPanel = (admin: Config['admin']): Config['admin'] => ({
  ...admin,
  components: {
    ...admin?.components,
    providers: [...(admin?.components?.providers ?? []), 'postyard/rsc#PostyardProvider'],
    beforeDashboard: [...(admin?.components?.beforeDashboard ?? []), 'postyard/rsc#HealthLine'],
    afterNavLinks: [
      ...(admin?.components?.afterNavLinks ?? []),
      'postyard/rsc#PeopleLink',
      'postyard/rsc#QueuesLink',
    ],
    views: {
      ...admin?.components?.views,
      people: {
        Component: 'postyard/rsc#PeopleView',
        path: peoplePath,
        exact: true,
        meta: { title: peopleTitle },
      },
      queues: {
        Component: 'postyard/rsc#QueuesView',
        path: queuesPath,
        exact: true,
        meta: { title: 'Queues and workers' },
      },
    },
  },
})
