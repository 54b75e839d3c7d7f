import type { Config } from 'payload'

/** Adds what every page of the panel needs, and the line of health on the dashboard, to whatever stands there. */
export const addToPanel = (admin: Config['admin']): Config['admin'] => ({
  ...admin,
  components: {
    ...admin?.components,
    providers: [...(admin?.components?.providers ?? []), 'postyard/rsc#PostyardProvider'],
    beforeDashboard: [...(admin?.components?.beforeDashboard ?? []), 'postyard/rsc#HealthLine'],
  },
})
