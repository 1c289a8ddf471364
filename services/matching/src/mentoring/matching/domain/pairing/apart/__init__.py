"""What a run brings together that is no assignment of mentees to mentors: peers, circles, groups, chance meetings."""
