import type { Config } from 'payload'
import { peoplePath, peopleTitle } from './assist/peoplePath.ts'
import { calendarPath, calendarTitle } from './calendar/calendarPath.ts'
import { incomingPath, incomingTitle } from './claims/incomingPath.ts'
import { deadLettersPath, deadLettersTitle } from './deadLetters/deadLettersPath.ts'
import { flightsPath, flightsTitle } from './flights/flightsPath.ts'
import { apiPath, apiTitle } from './keys/apiPath.ts'
import { networkPath, networkTitle } from './network/networkPath.ts'
import { queuesPath } from './queues/queuesPath.ts'
import { subscribersPath, subscribersTitle } from './subscribers/subscribersPath.ts'

/**
 * Adds what every page of the panel needs, the line of health on the dashboard, and the pages of the calendar, of plans over many
 * accounts, of evergreen series, of what sends claims, of what failed, of those who post by phone and of the queues with their links, to whatever stands there.
 */
export const addToPanel = (admin: Config['admin']): Config['admin'] => ({
  ...admin,
  components: {
    ...admin?.components,
    providers: [...(admin?.components?.providers ?? []), 'postyard/rsc#PostyardProvider'],
    beforeDashboard: [...(admin?.components?.beforeDashboard ?? []), 'postyard/rsc#HealthLine'],
    afterNavLinks: [
      ...(admin?.components?.afterNavLinks ?? []),
      'postyard/rsc#CalendarLink',
      'postyard/rsc#NetworkLink',
      'postyard/rsc#FlightsLink',
      'postyard/rsc#IncomingLink',
      'postyard/rsc#DeadLettersLink',
      'postyard/rsc#PeopleLink',
      'postyard/rsc#ApiLink',
      'postyard/rsc#SubscribersLink',
      'postyard/rsc#QueuesLink',
    ],
    views: {
      ...admin?.components?.views,
      calendar: {
        Component: 'postyard/rsc#CalendarView',
        path: calendarPath,
        exact: true,
        meta: { title: calendarTitle },
      },
      network: {
        Component: 'postyard/rsc#NetworkView',
        path: networkPath,
        exact: true,
        meta: { title: networkTitle },
      },
      networkPlan: {
        Component: 'postyard/rsc#NetworkPlanView',
        path: `${networkPath}/:id`,
        exact: true,
        meta: { title: networkTitle },
      },
      flights: {
        Component: 'postyard/rsc#FlightsView',
        path: flightsPath,
        exact: true,
        meta: { title: flightsTitle },
      },
      flightPlan: {
        Component: 'postyard/rsc#FlightPlanView',
        path: `${flightsPath}/:id`,
        exact: true,
        meta: { title: 'Flight plan' },
      },
      incomingClaims: {
        Component: 'postyard/rsc#IncomingView',
        path: incomingPath,
        exact: true,
        meta: { title: incomingTitle },
      },
      deadLetters: {
        Component: 'postyard/rsc#DeadLettersView',
        path: deadLettersPath,
        exact: true,
        meta: { title: deadLettersTitle },
      },
      people: {
        Component: 'postyard/rsc#PeopleView',
        path: peoplePath,
        exact: true,
        meta: { title: peopleTitle },
      },
      api: {
        Component: 'postyard/rsc#ApiView',
        path: apiPath,
        exact: true,
        meta: { title: apiTitle },
      },
      subscribers: {
        Component: 'postyard/rsc#SubscribersView',
        path: subscribersPath,
        exact: true,
        meta: { title: subscribersTitle },
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
