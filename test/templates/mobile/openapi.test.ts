import { readFileSync } from 'node:fs';
import { testSeams, serve } from '@lintel/kit/testing';
import type { Service, ServiceConfig } from '@lintel/kit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadContract } from '../../../src/contracts/load-contract.ts';
