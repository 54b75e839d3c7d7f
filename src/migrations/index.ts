import * as migration_20261122_102757_initial from './20261122_102757_initial';

export const migrations = [
  {
    up: migration_20261122_102757_initial.up,
    down: migration_20261122_102757_initial.down,
    name: '20261122_102757_initial'
  },
];
