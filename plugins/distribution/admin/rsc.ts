export { PostyardProvider } from './facts/PostyardProvider.tsx'
export { HealthLine } from './health/HealthLine.tsx'
