import * as migration_20261123_153805_initial from './20261123_153805_initial';

export const migrations = [
  {
    up: migration_20261123_153805_initial.up,
    down: migration_20261123_153805_initial.down,
    name: '20261123_153805_initial'
  },
];
