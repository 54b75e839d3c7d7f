export { PostyardProvider } from './facts/PostyardProvider.tsx'
export { HealthLine } from './health/HealthLine.tsx'
export { QueuesLink } from './queues/QueuesLink/index.tsx'
export { QueuesView } from './queues/QueuesView/index.tsx'
