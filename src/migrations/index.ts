import * as migration_20261122_025239_initial from './20261122_025239_initial';

export const migrations = [
  {
    up: migration_20261122_025239_initial.up,
    down: migration_20261122_025239_initial.down,
    name: '20261122_025239_initial'
  },
];
