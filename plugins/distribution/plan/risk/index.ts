export { assess, blockedFrom } from './assess.ts'
export { findAnomalies } from './findAnomalies.ts'
export { isOfContent } from './isOfContent.ts'
export type {
  Anomaly,
  AnomalyKind,
  Baseline,
  Observation,
  ObservedKind,
  RunningPlan,
  Scope,
} from './observation.ts'
export { anomalyKinds, scopes } from './observation.ts'
export type {
  Assessment,
  ProviderRecord,
  RiskCode,
  RiskFacts,
  RiskReason,
} from './riskFacts.ts'
export { riskCodes } from './riskFacts.ts'
export { tellAnomaly } from './tellAnomaly.ts'
