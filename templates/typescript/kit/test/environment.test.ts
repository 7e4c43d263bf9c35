import { describe, expect, it } from 'vitest';
import { oneOf, serviceSettings, text, url, wholeNumber } from '../src/environment.ts';
import { StartError } from '../src/start-error.ts';

describe('a setting', () => {
  it('is the fallback where it is absent or empty', () => {
    expect(text({}, 'NAME', 'ann')).toBe('ann');
    expect(text({ NAME: '' }, 'NAME', 'ann')).toBe('ann');
    expect(text({ NAME: 'bob' }, 'NAME', 'ann')).toBe('bob');
  });

  it('that is a number is whole and not too large', () => {
    expect(wholeNumber({ COUNT: '42' }, 'COUNT', 1)).toBe(42);
    expect(() => wholeNumber({ COUNT: '4.2' }, 'COUNT', 1)).toThrow(
      'COUNT must be a whole number, not "4.2"',
    );
    expect(() => wholeNumber({ COUNT: '43' }, 'COUNT', 1, 42)).toThrow(
      'COUNT must be a whole number of at most 42, not "43"',
    );
  });

  it.each(['crm', 'crm:8080', 'ftp://crm', 'http://', '//crm:8080'])('that is a URL is not %s', (value) => {
    expect(() => url({ CRM_URL: value }, 'CRM_URL', 'http://crm:8080')).toThrow(StartError);
  });

  it('that is a URL is not repeated, for there may be credentials in it', () => {
    expect(url({ CRM_URL: 'https://crm/v1' }, 'CRM_URL', 'http://crm:8080')).toBe('https://crm/v1');
    expect(() => url({ CRM_URL: 'ftp://ann:secret@crm' }, 'CRM_URL', '')).toThrow(
      /^CRM_URL must be a URL that begins with http:\/\/ or https:\/\/$/,
    );
  });

  it('that is a choice is one of them', () => {
    expect(oneOf({ SIZE: 'large' }, 'SIZE', ['small', 'large'], 'small')).toBe('large');
    expect(() => oneOf({ SIZE: 'huge' }, 'SIZE', ['small', 'large'], 'small')).toThrow(
      'SIZE must be one of small, large, not "huge"',
    );
  });

  it('of every service is checked', () => {
    expect(serviceSettings({}, 'crm')).toEqual({
      name: 'crm',
      host: '0.0.0.0',
      port: 8080,
      logLevel: 'info',
      instanceId: '',
    });
    expect(() => serviceSettings({ PORT: '65536' }, 'crm')).toThrow(
      'PORT must be a whole number of at most 65535',
    );
    expect(() => serviceSettings({ LOG_LEVEL: 'loud' }, 'crm')).toThrow('LOG_LEVEL must be one of trace');
  });
});
